#!/bin/bash
export EC2_HOME=/opt/ec2/tools
if [ -f ~/var/origin.iid ]
then
  export iid=`cat ~/var/origin.iid`
else
  echo There is no such instance
  exit
fi
export ip=`${EC2_HOME}/bin/ec2-describe-instances ${iid} | grep INSTANCE | cut -f17`
echo Stopping the service
ssh -i ~/.ssh/key root@${ip} service WowzaMediaServer stop
ssh -i ~/.ssh/key root@${ip} gzip /usr/local/WowzaMediaServer/logs/*.log
scp -i ~/.ssh/key root@${ip}:/usr/local/WowzaMediaServer/logs/*.gz ~/var/logs
${EC2_HOME}/bin/ec2-terminate-instances ${iid}
rm ~/var/origin.*
