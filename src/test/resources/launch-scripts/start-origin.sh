#!/bin/bash
export JAVA_HOME=/usr
export EC2_HOME=/opt/ec2/tools
export EC2_URL=https://ec2.us-east-1.amazonaws.com
export amiid="ami-0123456789abcdef0"
export config_loc="$HOME/amazon"
export config="origin"
export var_loc="$HOME/var"
export key="keypair"
export zone="us-east-1c"
export group="Wowza"
export ip="203.0.113.44"

# The package goes along as user data.
if [ -f ${var_loc}/${config}.zip ]
then
  rm ${var_loc}/${config}.zip
fi
cd ${config_loc}/${config}
zip -ru9 ${var_loc}/${config}.zip *
echo Launching ${amiid}
${EC2_HOME}/bin/ec2-run-instances ${amiid} --user-data-file ${var_loc}/${config}.zip -t c7i.large -k ${key} --group ${group} --monitoring > ${var_loc}/${config}.ec2
if [ $? != 0 ]; then
  echo Error for ${amiid}
  exit 1
fi
export iid=`cat ${var_loc}/${config}.ec2 | grep INSTANCE | cut -f2`
echo ${iid} > ${var_loc}/${config}.iid
sleep 30
export done="false"
while [ $done == "false" ]
do
  export status=`${EC2_HOME}/bin/ec2-describe-instances ${iid} | grep INSTANCE | cut -f6`
  if [ $status == "running" ]; then
    export done="true"
  else
    echo Waiting...
    sleep 10
  fi
done
${EC2_HOME}/bin/ec2-create-tags ${iid} --tag user=`whoami` --tag Name=Origin
${EC2_HOME}/bin/ec2-attach-volume vol-0123456789abcdef0 -i ${iid} -d /dev/sdf
sleep 15
${EC2_HOME}/bin/ec2-associate-address ${ip} -i ${iid}
sleep 30
