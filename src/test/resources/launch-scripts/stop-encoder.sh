#!/bin/bash
export EC2_HOME=/opt/ec2/tools
if [ -f ~/var/encoder.iid ]
then
  export iid=`cat ~/var/encoder.iid`
else
  echo There is no such instance
  exit
fi
export ip=`${EC2_HOME}/bin/ec2-describe-instances ${iid} | grep INSTANCE | cut -f17`
${EC2_HOME}/bin/ec2-terminate-instances ${iid}
rm ~/var/encoder.*
